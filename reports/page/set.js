// A page of a set: the ways to the other documents, in the order of the index, the worst first.

const set = byId("set");
const documents = (globalThis.qaDocuments ?? []).map(([name, href, findings, digest]) => ({ name, href, findings, digest }));
const here = documents.findIndex(({ href }) => href === set?.dataset.name);

Object.assign(KEYS, {
  J: () => byId("next-document")?.click(),
  K: () => byId("previous-document")?.click(),
  N: () => byId("next-undecided")?.click(),
});

if (here >= 0) offerDocuments();

function offerDocuments() {
  const place = document.createElement("span");
  place.textContent = `${grouped(here + 1)} of ${grouped(documents.length)}`;
  set.append(place);
  offerDocument("previous-document", documents[here - 1], "← Previous", "Shift+K");
  offerDocument("next-document", documents[here + 1], "Next →", "Shift+J");
  offerUndecided();
  document.addEventListener("decided", offerUndecided);
  window.addEventListener("focus", offerUndecided);
}

function offerDocument(id, other, text, keys) {
  if (!other) return;
  const link = document.createElement("a");
  Object.assign(link, { id, href: set.dataset.home + other.href, title: `${other.name} (${keys})`, ariaKeyShortcuts: keys });
  link.textContent = text;
  set.append(link);
}

// What was decided in other pages meanwhile moves it.
function offerUndecided() {
  byId("next-undecided")?.remove();
  const after = [...documents.slice(here + 1), ...documents.slice(0, here)];
  offerDocument("next-undecided", after.find(hasUndecided), "Next with something undecided", "Shift+N");
}

function hasUndecided({ findings, digest }) {
  return findings > (Number.parseInt(recall(`progress-${digest}`) ?? "0", 10) || 0);
}
