// The text with its changes, as it was, as corrected, or both side by side.

function startViews() {
  for (const radio of viewButtons()) radio.addEventListener("change", showView);
  showView();
}

function viewButtons() {
  return [...document.querySelectorAll("[name=view]")];
}

function showView() {
  const view = viewButtons().find((radio) => radio.checked).value;
  if (view === "beside") addOriginals();
  document.documentElement.dataset.view = view;
  if (selected) reveal(selected, false);
}

function nextView() {
  const buttons = viewButtons();
  const next = buttons[(buttons.findIndex((radio) => radio.checked) + 1) % buttons.length];
  next.checked = true;
  showView();
  say(`View: ${next.labels[0].textContent}`);
}

// Each paragraph gets a twin with its original text before it, so that one grid pairs the two.
function addOriginals() {
  const text = byId("document");
  if (text.querySelector(".twin")) return;
  for (const passage of text.querySelectorAll(":scope > :is(p, h3)")) {
    const twin = made("p", "", { class: `twin ${passage.className}`.trim(), dir: "auto" });
    twin.append(...originals(passage));
    passage.before(twin);
  }
  text
    .querySelector(".twin")
    ?.before(made("p", "Original", { class: "column" }), made("p", "With your decisions", { class: "column" }));
}

function originals(passage) {
  return [...passage.childNodes].map((node) => {
    if (node.nodeName === "A") return made("span", originalText(node), { class: "was", "data-finding": findingIds(node)[0] });
    if (node.nodeName !== "B") return node.cloneNode(true);
    const label = made("b", "", { class: "speaker" });
    label.append(...originals(node));
    return label;
  });
}
