// The decisions on all documents out of the page: into one file, as qa fix --decisions reads it.

const KEPT = "qa-decisions-";

byId("handing-over").hidden = false;
byId("save-all").addEventListener("click", saveAll);

function saveAll() {
  const files = keptFiles();
  const text = `{"format":"transcript-qa decisions","version":1,"documents":[\n${files.join(",\n")}\n]}\n`;
  const link = made("a", "", { download: "decisions.json", href: URL.createObjectURL(new Blob([text], { type: "application/json" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const what = files.length === 1 ? "1 document" : `${grouped(files.length)} documents`;
  byId("filed").textContent = `The decisions on ${what} are saved where this browser puts downloads.`;
}

// Documents of the same text share what is kept.
function keptFiles() {
  const wanted = new Set(rows.map((row) => row.digest));
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEPT) && wanted.has(key.slice(KEPT.length, KEPT.length + 16)));
  return keys.sort().map((key) => localStorage.getItem(key).trim());
}
