// The selected finding as it is printed, in its entry.

const printed = source.printed ?? { marks: [], pages: {} };

document.addEventListener("selected", ({ detail: finding }) => finding && showPrinted(finding));

if (byId("printed-key")) byId("printed-key").hidden = !source.printed;
if (source.printed) KEYS.g = () => document.querySelector("#list .printed button")?.click();

function showPrinted(finding) {
  document.querySelector("#list .printed")?.remove();
  const marks = printed.marks[finding.index] ?? [];
  if (marks.length) byId(`d-${finding.id}`).after(printedStrip(printed, marks, () => allMarks(finding), ""));
}

function allMarks(current) {
  return findings.flatMap((other) => marked(printed.marks[other.index], other === current ? "current" : other.severity));
}
