// The selected change as it is printed in each version that is a PDF file, in its entry.

const versions = JSON.parse(byId("printed")?.textContent ?? "[]");

document.addEventListener("selected", ({ detail: change }) => showPrinted(change));

if (versions.length) KEYS.g = () => document.querySelector("#list .printed:last-child button")?.click();

function showPrinted(change) {
  for (const figure of document.querySelectorAll("#list .printed")) figure.remove();
  for (const version of change ? versions : []) {
    const marks = version.marks[change.number - 1];
    if (!marks.length) continue;
    const all = () => version.marks.flatMap((some) => marked(some, some === marks ? "current" : "other"));
    change.card.append(printedStrip(version, marks, all, `${version.name}, page ${marks[0][0]}`));
  }
}
