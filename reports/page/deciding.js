// The controls to decide with. They stand in the entry of the selected finding.

const controls = byId("decide")?.content.firstElementChild.cloneNode(true);
const own = controls?.querySelector(".own");

function startDeciding() {
  for (const field of [own.querySelector("textarea"), byId("remark-text")]) field.lang = source.language ?? "en";
  controls.addEventListener("click", clickControl);
  own.addEventListener("submit", saveOwn);
  own.querySelector("textarea").addEventListener("keydown", keyInOwn);
  controls.querySelector("#own-cancel").addEventListener("click", closeOwn);
  controls.querySelector(".talk form").addEventListener("submit", sayInThread);
  controls.querySelector("#reason").addEventListener("change", giveReason);
  controls.querySelector(".alike").addEventListener("toggle", () => selected && fillBulk(selected));
  byId("undo").addEventListener("click", () => stepBack(undo, "Undone"));
  byId("redo").addEventListener("click", () => stepBack(redo, "Redone"));
}

// Moving an element takes the focus from it.
function offerDeciding(finding) {
  const focused = controls.contains(document.activeElement) ? document.activeElement : null;
  if (controls.parentElement !== finding.card) {
    own.hidden = true;
    controls.querySelector(".talk").open = false;
    finding.card.append(controls);
  }
  fillControls(finding);
  if (focused?.isConnected && focused.checkVisibility()) focused.focus({ preventScroll: true });
}

function fillControls(finding) {
  for (const button of controls.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", finding.decision === button.dataset.verdict);
    const isIdle = { accepted: !finding.corrections.length, ignored: finding.own, none: !finding.own };
    button.hidden = isIdle[button.dataset.verdict] ?? false;
  }
  controls
    .querySelector(".choices")
    .replaceChildren(...finding.corrections.slice(1).map((other, index) => choice(finding, other, index + 1)));
  controls.querySelector(".like").replaceChildren(...likeButton(finding));
  fillBulk(finding);
  controls.querySelector("#reason").value = finding.decided?.reason ?? "";
}

// All findings are looked at for them: only where they are looked for.
function fillBulk(finding) {
  const alike = controls.querySelector(".alike");
  alike.querySelector(".bulk").replaceChildren(...(alike.open ? bulkButtons(finding) : []));
}

function choice(finding, correction, index) {
  const isChosen = finding.decision === "accepted" && finding.decided.correction === correction;
  const button = made("button", "", { type: "button", "data-choice": index, "aria-pressed": isChosen });
  const wording = correction ? visible(correction.trim() ? correction : blankSigns(correction)) : "nothing";
  button.append("Or ", made("bdi", wording, { class: "wording" }), " ");
  if (index < 9) button.append(made("kbd", index + 1, { "aria-hidden": "true" }));
  return button;
}

function clickControl(event) {
  const button = event.target.closest("button");
  if (!button || !selected) return;
  const { verdict, choice: number, bulk, act: name } = button.dataset;
  if (name === "like") return decideLike(selected);
  if (verdict === "none") return resolve(new Map([[selected, null]]), "Taken back", { onward: false });
  if (number) return choose(Number(number), { again: true });
  if (bulk) return decideAlike(selected, bulk);
  if (verdict) rule(verdict, { again: true });
}

// The verdict on the selected finding. Pressed again, its button takes it back.
function rule(verdict, { again = false } = {}) {
  if (!selected) return;
  if (verdict === "edited") return openOwn();
  if (selected.own && verdict === "ignored") return say("This is no rule's finding: there is nothing to ignore always.");
  if (again && selected.decision === verdict) return resolve(new Map([[selected, null]]), "Taken back", { onward: false });
  if (verdict === "accepted") return choose(0);
  resolve(verdict === "ignored" ? ignored(selected) : new Map([[selected, { verdict }]]), VERDICTS[verdict]);
}

function choose(index, { again = false } = {}) {
  const correction = selected?.corrections[index];
  if (correction === undefined) return selected && say("There is no such correction: edit the passage, or reject.");
  const isTaken = selected.decision === "accepted" && selected.decided.correction === correction;
  if (isTaken && again) return resolve(new Map([[selected, null]]), "Taken back", { onward: false });
  resolve(new Map([[selected, { verdict: "accepted", correction }]]), VERDICTS.accepted);
}

// What is to be ignored always is so wherever the rule finds the same text.
function ignored(finding) {
  const same = (other) => other.rule === finding.rule && other.words === finding.words;
  return new Map(
    findings
      .filter((other) => other === finding || (isUndecided(other) && same(other)))
      .map((each) => [each, { verdict: "ignored" }]),
  );
}

// Carries decisions out as one step, says so, and goes on.
function resolve(wanted, label, { onward = byId("onward").checked, isWhole = false } = {}) {
  const decisions = isWhole ? wanted : new Map([...wanted].map(([finding, decided]) => [finding, stamped(finding, decided)]));
  const blocked = [...decisions].find(([finding, decided]) => changesText(decided) && obstacle(finding));
  if (blocked && decisions.size === 1)
    return say(`Overlaps ${obstacle(blocked[0]).wording}, which is decided on: take that back first.`);
  const feasible = new Map();
  for (const [finding, decided] of decisions) {
    const clash = changesText(decided) && (obstacle(finding) || standsInWay(finding, feasible));
    if (!clash) feasible.set(finding, decided);
  }
  const next = onward && selected && feasible.has(selected) ? followingUndecided(selected, feasible) : selected;
  if (decide(feasible, label).length) afterStep(next, `${stepText(done.at(-1))}.`);
  else afterStep(next, "Nothing changed.");
}

// What is seen for the first time overlaps nothing yet as far as the page knows.
function standsInWay(finding, feasible) {
  if (!finding.own) return finding.overlapping.some((other) => changesText(feasible.get(other)));
  return [...feasible].some(([other, decided]) => changesText(decided) && overlap(other.at, finding.at));
}

function followingUndecided(from, settled) {
  const waits = (finding) => !finding.hidden && isUndecided(finding) && !settled.has(finding);
  return findings.slice(from.index + 1).find(waits) ?? findings.slice(0, from.index).find(waits) ?? from;
}

function afterStep(wanted, told) {
  // What was taken back of one's own is not there any more.
  const next = wanted?.isThere === false ? null : wanted;
  const focused = document.activeElement;
  const inList = byId("list").contains(focused) && !controls.contains(focused);
  if (next !== selected) select(next, { focus: byId("document").contains(focused) || focused === document.body });
  else if (selected) fillControls(selected);
  filter();
  if (inList) selected?.card.querySelector("a").focus({ preventScroll: true });
  showProgress();
  keep();
  const left = undecidedCount();
  say(`${told} ${left ? `${grouped(left)} undecided.` : "All are decided."}`);
}

function stepBack(move, label) {
  const step = move();
  if (!step) return;
  afterStep([...step.after.keys()][0], `${label}: ${stepText(step)}.`);
}

function stepText({ label, after }) {
  const [first] = after.keys();
  return `${label}: ${after.size === 1 ? outcomeText(first, after.get(first)) : counted(after.size, "finding")}`;
}

// What is decided, in the words that stand there and those that were chosen or typed.
function outcomeText({ at, wording, own: isOwn }, decided) {
  const old = quotedShort(asRead(at));
  if (changesText(decided)) {
    if (!decided.correction) return `${old} deleted`;
    return old ? `${old} → ${quotedShort(decided.correction)}` : `${quotedShort(decided.correction)} added`;
  }
  const said = decided?.verdict === "commented" && decided.thread?.at(-1)?.text;
  if (said) return `${old || wording}: ${quotedShort(said)}`;
  return old || (isOwn ? "remark" : wording);
}

function quotedShort(text) {
  const line = visible(text.trim() ? evened(text) : blankSigns(text));
  return line.length <= 120 ? line : `${line.slice(0, 60).trimEnd()} … ${line.slice(-56).trimStart()}`;
}

function showProgress() {
  const count = decidedCount();
  byId("decided").closest("label").hidden = !foundCount();
  byId("progress").max = foundCount() || 1;
  byId("progress").value = count;
  byId("decided").replaceChildren(`${grouped(count)} of ${grouped(foundCount())}`, made("span", " decided", { class: "wider" }));
  byId("undo").disabled = !done.length;
  byId("redo").disabled = !undone.length;
  document.dispatchEvent(new Event("decided"));
  showOnMap();
}

function giveReason(event) {
  if (!selected?.decided) return say("Decide first: a reason belongs to a decision.");
  resolve(new Map([[selected, { ...selected.decided, reason: event.target.value.trim() }]]), "Reason given", { onward: false });
}
