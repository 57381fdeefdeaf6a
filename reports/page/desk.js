// The desk: all that concerns more than one decision, in a dialog.

const HISTORY = 50;

function startDesk() {
  const desk = byId("desk");
  byId("desk-button").addEventListener("click", openDesk);
  byId("save-decisions").addEventListener("click", () => saveFile(fileName("decisions"), decisionsFile(), "application/json"));
  byId("save-text").addEventListener("click", () =>
    saveFile(fileName("text"), (source.mark ? "\ufeff" : "") + correctedText(), "text/plain"),
  );
  byId("load-decisions").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", loadFile);
  byId("forget").addEventListener("click", forgetAll);
  byId("leave-strangers").addEventListener("click", leaveStrangers);
  byId("rules").addEventListener("click", clickRule);
  byId("history").addEventListener("click", clickHistory);
  byId("who").value = recall("who") ?? source.who ?? "";
  byId("who").addEventListener("change", () => remember("who", byId("who").value.trim()) && keep());
  closeOutside(desk);
  recallStrangers();
  takeUp();
  window.addEventListener("beforeunload", (event) => {
    if (wouldLose()) event.preventDefault();
  });
}

function openDesk() {
  showDesk();
  showKept();
  byId("desk").showModal();
}

function showDesk() {
  const counts = Object.entries(VERDICTS).map(([verdict, label]) => [
    findings.filter((finding) => finding.decision === verdict).length,
    label.toLowerCase(),
  ]);
  const told = counts
    .filter(([count]) => count)
    .map(([count, label]) => `${grouped(count)} ${label}`)
    .join(", ");
  const left = undecidedCount();
  const added = findings.length - foundCount();
  byId("tally").textContent =
    `${byId("decided").textContent}${told ? `: ${told}` : ""}${added ? `; ${grouped(added)} of them added` : ""}. ${left ? `The corrected text leaves the ${grouped(left)} undecided as they are.` : ""}`;
  byId("saved-as").textContent = source.note ?? "";
  byId("rules").tBodies[0].replaceChildren(...ruleRows());
  showHistory();
}

// The latest steps, each with a button that takes it and all after it back.
function showHistory() {
  const steps = done.slice(-HISTORY).reverse();
  const list = byId("history").querySelector("ol");
  list.start = done.length;
  list.replaceChildren(...steps.map((step, index) => historyItem(step, index + 1)));
  byId("history").hidden = !steps.length;
}

function historyItem(step, count) {
  const what = stepText(step);
  const item = made("li", `${what} `);
  item.append(made("button", "Back to before", { type: "button", "data-steps": count, "aria-label": `Back to before: ${what}` }));
  return item;
}

function clickHistory(event) {
  const count = Number(event.target.closest("button")?.dataset.steps ?? 0);
  if (!count) return;
  for (let left = count; left > 1; left -= 1) undo();
  stepBack(undo, "Undone");
  showDesk();
  byId("desk-close").focus();
}

function ruleRows() {
  const open = findings.filter((finding) => !finding.hidden && isUndecided(finding));
  const rules = [...Map.groupBy(open, (finding) => finding.rule)].toSorted(
    ([one, some], [other, more]) => more.length - some.length || (one < other ? -1 : 1),
  );
  return [["", open], ...rules].map(([rule, some]) => ruleRow(rule, some));
}

function ruleRow(rule, some) {
  const row = document.createElement("tr");
  const fixable = some.filter((finding) => finding.corrections.length).length;
  const buttons = made("td");
  const name = rule || "all that is shown";
  if (fixable)
    buttons.append(
      made("button", "Accept", {
        type: "button",
        "data-rule": rule,
        "data-verdict": "accepted",
        "aria-label": `Accept ${grouped(fixable)} of ${name}`,
      }),
      " ",
    );
  if (some.length)
    buttons.append(
      made("button", "Reject", {
        type: "button",
        "data-rule": rule,
        "data-verdict": "rejected",
        "aria-label": `Reject ${grouped(some.length)} of ${name}`,
      }),
    );
  row.append(
    made("th", rule || "All that is shown", { scope: "row" }),
    made("td", grouped(some.length), { class: "number" }),
    buttons,
  );
  return row;
}

function clickRule(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const { rule: name, verdict } = button.dataset;
  decideMany(verdict, (finding) => !name || finding.rule === name);
  showDesk();
  byId("desk-close").focus();
}

function forgetAll() {
  const decided = findings.filter((finding) => finding.decided);
  resolve(new Map(decided.map((finding) => [finding, null])), "Forgotten", { onward: false, isWhole: true });
  showDesk();
}

function closeOutside(dialog) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
