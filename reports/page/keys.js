// Single keys, which can be switched off, and the help that lists them.

const KEYS = {
  n: () => step(1),
  j: () => step(1),
  p: () => step(-1),
  k: () => step(-1),
  a: () => rule("accepted"),
  r: () => rule("rejected"),
  e: () => rule("edited"),
  i: () => rule("ignored"),
  u: () => byId("undo")?.click(),
  U: () => byId("redo")?.click(),
  d: () => byId("desk-button")?.click(),
  c: () => act("correct"),
  m: () => (selected && !selectedPlace() ? openThread() : act("comment")),
  Delete: () => selectedPlace() && act("delete"),
  v: () => nextView(),
  f: () => byId("query")?.focus(),
  t: () => byId("theme").click(),
  "?": openHelp,
  ...Object.fromEntries([..."123456789"].map((digit) => [digit, () => choose(digit - 1)])),
};

function press(event) {
  if (event.key === "Escape") return leave(event);
  const isSingle = byId("keys").checked && !(event.ctrlKey || event.metaKey || event.altKey);
  const key = undoKey(event) ?? (isSingle ? event.key : "");
  if (!Object.hasOwn(KEYS, key) || document.querySelector("dialog[open]") || isTyping(event.target)) return;
  event.preventDefault();
  KEYS[key]();
}

function isTyping(element) {
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

function leave(event) {
  if (document.querySelector("dialog[open]")) return;
  if (event.target.id === "query") emptyQuery();
  if (isTyping(event.target)) event.target.blur();
  else if (selected) select(null);
}

function offerHelp() {
  byId("help-button").addEventListener("click", openHelp);
  for (const name of ["keys", "onward"]) {
    byId(name).checked = recall(name) !== "off";
    byId(name).addEventListener("change", (event) => remember(name, event.target.checked ? "on" : "off"));
  }
  closeOutside(byId("help"));
}

function openHelp() {
  byId("help").showModal();
  // The keys are read from the top, though the button lies at the foot.
  byId("help-close").focus({ preventScroll: true });
  byId("help").scrollTop = 0;
}
