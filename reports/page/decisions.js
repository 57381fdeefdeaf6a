// What was decided, in steps that can be taken back. A decision: { verdict, correction, reason, when, thread }, or null for none.

const VERDICTS = {
  accepted: "Accepted",
  edited: "Edited",
  rejected: "Rejected",
  ignored: "Ignored always",
  commented: "Commented",
};
const done = [];
const undone = [];

// One step: the findings with what is now decided on each. Returns those that changed.
function decide(decisions, label) {
  const after = new Map([...decisions].filter(([finding, decided]) => !isSame(finding.decided, decided)));
  if (!after.size) return [];
  const before = new Map([...after.keys()].map((finding) => [finding, finding.decided]));
  done.push({ before, after, label });
  undone.length = 0;
  return settle(after);
}

function isSame(one, other) {
  return (
    one?.verdict === other?.verdict &&
    one?.correction === other?.correction &&
    (one?.reason ?? "") === (other?.reason ?? "") &&
    threadKey(one) === threadKey(other)
  );
}

// What comes from a server or a file may have its keys in another order.
function threadKey(decided) {
  return JSON.stringify((decided?.thread ?? []).map(({ text, who = "", when: time = "" }) => [text, who, time]));
}

// A decision as it is made now: what was said before stays, and so does who said when what is taken over from others.
function stamped(finding, decided) {
  const thread = decided?.thread ?? finding.decided?.thread ?? [];
  if (!decided) return thread.length && !finding.own ? { verdict: "commented", when: now(), thread } : null;
  return { when: now(), ...decided, ...(thread.length && { thread }) };
}

function undo() {
  const step = done.pop();
  if (!step) return null;
  undone.push(step);
  settle(step.before);
  return step;
}

function redo() {
  const step = undone.pop();
  if (!step) return null;
  done.push(step);
  settle(step.after);
  return step;
}

function settle(decisions) {
  for (const [finding, decided] of decisions) {
    finding.decided = decided;
    if (finding.own) showRemark(finding);
    if (!finding.own || finding.isThere) showDecision(finding);
  }
  return [...decisions.keys()];
}

function changesText(decided) {
  return decided?.verdict === "accepted" || decided?.verdict === "edited";
}

// The finding whose decision stands in the way of changing this one.
function obstacle(finding) {
  return finding.overlapping.find((other) => changesText(other.decided));
}

// What was only talked about is to be decided still; on one's own there is nothing to decide.
function isUndecided(finding) {
  return !finding.own && (!finding.decided || finding.decision === "commented");
}

function decidedCount() {
  return foundCount() - undecidedCount();
}

// What rules have found.
function foundCount() {
  return findings.filter((finding) => !finding.own).length;
}

function undecidedCount() {
  return findings.filter(isUndecided).length;
}

function hasDecisions() {
  return findings.some((finding) => finding.decided);
}

// What stands where a finding is, once it is decided on.
function outcome(finding) {
  return changesText(finding.decided) ? finding.decided.correction : finding.passage;
}

// The text with all that was accepted or edited; undecided passages stay as they are.
function correctedText() {
  const parts = [];
  let reached = 0;
  for (const { finding, at } of editsInOrder()) {
    parts.push(source.text.slice(reached, at[0]), outcome(finding));
    reached = at[1];
  }
  return parts.join("") + source.text.slice(reached);
}

function editsInOrder() {
  const changed = findings.filter((finding) => changesText(finding.decided) && !obstacle(finding));
  return changed
    .map((finding) => ({ finding, at: finding.at }))
    .toSorted((one, other) => one.at[0] - other.at[0] || one.at[1] - other.at[1]);
}
