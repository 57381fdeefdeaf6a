// Corrected documents written by the server, after a look at what would change.

let proposals = [];

// The address asks for one document, or for all.
function offerWriting(address, afterwards) {
  byId("write-button").addEventListener("click", () => openWriting(address));
  byId("write").addEventListener("click", writeAll);
  byId("proposals").addEventListener("change", showProposed);
  byId("writing").addEventListener("close", () => proposals.some((each) => each.isWritten) && afterwards());
}

async function openWriting(address) {
  proposals = [];
  byId("proposals").tBodies[0].replaceChildren();
  byId("proposed").textContent = "Counting …";
  byId("write").disabled = true;
  document.querySelector("dialog[open]")?.close();
  byId("writing").showModal();
  try {
    proposals = (await ask(address)).map(proposalRow);
  } catch (error) {
    byId("proposed").textContent = isLost(error) ? "The review server does not answer." : error.message;
    return;
  }
  byId("proposals").tBodies[0].replaceChildren(...proposals.map(({ row }) => row));
  showProposed();
}

function proposalRow(proposal) {
  const { number, path, corrections, hindrance } = proposal;
  const box = made("input", "", { type: "checkbox", id: `write-${number}` });
  box.checked = corrections > 0 && !hindrance;
  box.disabled = !box.checked;
  const row = made("tr");
  const head = made("th", "", { scope: "row" });
  const label = made("label", "", { for: box.id });
  label.append(made("bdi", path));
  head.append(box, " ", label);
  const outcome = made("td");
  outcome.append(...remarks(proposal));
  row.append(head, made("td", grouped(corrections), { class: "number" }), outcome);
  return { ...proposal, box, row, outcome, isWritten: false };
}

function remarks({ hindrance, already, left }) {
  const lines = [];
  if (hindrance) lines.push(made("p", `Cannot be written: ${hindrance}.`));
  if (already) lines.push(made("p", `${grouped(already)} stand there already.`));
  if (left.length) {
    const details = made("details");
    const list = made("ul");
    for (const [text, correction, reason] of left) list.append(made("li", `${text} → ${correction || "nothing"}: ${reason}`));
    details.append(made("summary", `${grouped(left.length)} left as they are`), list);
    lines.push(details);
  }
  return lines;
}

function chosen() {
  return proposals.filter(({ box, isWritten }) => box.checked && !isWritten);
}

function showProposed() {
  const some = chosen();
  const corrections = some.reduce((sum, each) => sum + each.corrections, 0);
  const documents = some.length === 1 ? "document" : "documents";
  byId("write").disabled = !some.length;
  byId("write").textContent = some.length ? `Write ${grouped(some.length)} ${documents}` : "Write";
  byId("proposed").textContent = some.length
    ? `${grouped(corrections)} ${corrections === 1 ? "correction" : "corrections"} in ${grouped(some.length)} ${documents}.`
    : "There is nothing to write: nothing was accepted or edited that is not in the files already.";
}

// One after another, so that one that fails stops no other.
async function writeAll() {
  const some = chosen();
  byId("write").disabled = true;
  let count = 0;
  for (const each of some) {
    each.box.disabled = true;
    byId("proposed").textContent = `Writing ${grouped(some.indexOf(each) + 1)} of ${grouped(some.length)} …`;
    if (await write(each)) count += 1;
  }
  byId("proposed").textContent = `${grouped(count)} of ${grouped(some.length)} written.`;
  byId("writing-close").focus();
}

async function write(each) {
  const { number, digest, version, outcome } = each;
  try {
    const { file, corrections, path, reason } = await ask("/write", { document: number, digest, version });
    each.isWritten = Boolean(file);
    const where = file === path ? "" : ` to ${file}`;
    outcome.prepend(made("p", file ? `${grouped(corrections)} written${where}.` : `Not written: ${reason}.`));
  } catch (error) {
    outcome.prepend(made("p", isLost(error) && !(error instanceof Refused) ? "Not written: no answer." : `Not written: ${error.message}`));
  }
  return each.isWritten;
}
