// One finding is selected, or none: in the text, in the list and in the address.

const carried = makeCarried();
let selected = null;

function select(finding, { focus = false } = {}) {
  if (selected) highlight(selected, false);
  selected = finding;
  if (selected) {
    highlight(selected, true);
    reveal(selected, focus);
  }
  document.dispatchEvent(new CustomEvent("selected", { detail: selected }));
  showPosition();
  writeAddress();
}

function highlight(finding, on) {
  for (const mark of [...finding.marks, ...finding.against]) mark.classList.toggle("current", on);
  if (on) {
    finding.card.setAttribute("aria-current", "true");
    finding.card.prepend(carried);
    offerDeciding(finding);
  } else {
    finding.card.removeAttribute("aria-current");
    carried.remove();
  }
}

function reveal(finding, focus) {
  const mark = byId(`f-${finding.id}`);
  const place = NARROW.matches ? "start" : "center";
  mark.scrollIntoView({ block: isInView(mark) ? "nearest" : place });
  if (!NARROW.matches) finding.card.scrollIntoView({ block: "nearest" });
  if (focus) mark.focus({ preventScroll: true });
}

// Clear of the toolbar above and, on a narrow screen, of the card below.
function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 80 && bottom < window.innerHeight * (NARROW.matches ? 0.4 : 0.9);
}

function step(direction, { focus = true } = {}) {
  const from = selected ? findings.indexOf(selected) : direction > 0 ? -1 : findings.length;
  for (let index = from + direction; index >= 0 && index < findings.length; index += direction) {
    if (!findings[index].hidden) return select(findings[index], { focus });
  }
}

function stepTo(index) {
  const shown = findings.filter((finding) => !finding.hidden);
  if (shown.length) select(shown.at(Math.min(index, shown.length - 1)));
}

function showPosition() {
  const shown = findings.filter((finding) => !finding.hidden);
  const place = shown.indexOf(selected);
  byId("position").hidden = !findings.length;
  byId("position").textContent =
    place < 0 ? `${grouped(shown.length)} shown` : `${grouped(place + 1)} of ${grouped(shown.length)}`;
  byId("previous").disabled = place === 0 || !shown.length;
  byId("next").disabled = place === shown.length - 1 || !shown.length;
  showOnMap();
}

// A click shows the finding, one more the next of several over the same text. The Enter key leads on to the list.
function clickInText(event) {
  const twin = event.target.closest(".was");
  if (twin) return select(findingById.get(twin.dataset.finding));
  const mark = event.target.closest("a.mark, a.against");
  if (!mark || isModified(event)) return;
  event.preventDefault();
  const here = shownAt(mark);
  if (!here.length) return;
  if (!isByKey(event)) return select(here[(here.indexOf(selected) + 1) % here.length]);
  if (!here.includes(selected)) select(here[0]);
  selected.card.querySelector("a").focus();
}

// Tab leads from mark to mark; the finding is shown as it is reached.
function focusInText(event) {
  const mark = event.target.closest(":is(a.mark, a.against):focus-visible");
  const here = mark ? shownAt(mark) : [];
  if (here.length && !here.includes(selected)) select(here[0]);
}

function shownAt(mark) {
  const here = mark.dataset.against ? heldAgainst(mark) : findingIds(mark).map((id) => findingById.get(id));
  return here.filter((finding) => !finding.hidden);
}

function clickInList(event) {
  const card = event.target.closest("#list > li");
  const isText = window.getSelection().toString() !== "";
  if (!card || isText || isModified(event) || event.target.closest("summary, .decide, button")) return;
  event.preventDefault();
  select(findingById.get(card.id.slice(2)), { focus: isByKey(event) });
}

// The browser counts the clicks of a mouse; the Enter key makes a click that is none.
function isByKey(event) {
  return event.detail === 0;
}

function isModified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
}

// On a narrow screen the selected card lies over the text, and must be put away, or stepped on from, by touch.
function makeCarried() {
  const carried = made("div", "", { class: "carried" });
  const button = (text, label, act) => {
    const element = made("button", text, { type: "button", "aria-label": label });
    element.addEventListener("click", act);
    return element;
  };
  carried.append(
    button("↑", "Previous finding", () => step(-1, { focus: false })),
    button("↓", "Next finding", () => step(1, { focus: false })),
    button("Close", "Close", () => select(null)),
  );
  return carried;
}
