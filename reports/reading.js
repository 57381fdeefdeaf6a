// What pages for reading share: small helps with texts and events, and the dialog that tells the keys.

const NARROW = matchMedia("(max-width: 62rem)");

const byId = (id) => document.getElementById(id);

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

function grouped(number) {
  return number.toLocaleString("en");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// The browser counts the clicks of a mouse; the Enter key makes a click that is none.
function isByKey(event) {
  return event.detail === 0;
}

function isModified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
}

function isTyping(element) {
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

function offerHelp() {
  const dialog = byId("help");
  byId("help-button").addEventListener("click", openHelp);
  byId("keys").checked = recall("keys") !== "off";
  byId("keys").addEventListener("change", (event) => remember("keys", event.target.checked ? "on" : "off"));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function openHelp() {
  byId("help").showModal();
  // The keys are read from the top, though the button lies at the foot.
  byId("help-close").focus({ preventScroll: true });
  byId("help").scrollTop = 0;
}
