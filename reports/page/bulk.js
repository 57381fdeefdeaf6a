// Many findings decided at once: all of a rule, all alike, all that is shown.

const BULK = {
  "accept-rule": ["accepted", "Accept all", (one, other) => one.rule === other.rule],
  "reject-rule": ["rejected", "Reject all", (one, other) => one.rule === other.rule],
  "accept-alike": ["accepted", "Accept all", (one, other) => one.alike === other.alike],
  "reject-alike": ["rejected", "Reject all", (one, other) => one.alike === other.alike],
};

// What was decided on one is decided on all like it: of a rule the same passage, of one's own the same words wherever they stand.
function likeButton(finding) {
  if (!finding.decided || finding.decision === "commented") return [];
  const count = alikeTo(finding).length;
  if (!count) return [];
  const verb = changesText(finding.decided) ? "Correct" : finding.decision === "ignored" ? "Ignore" : "Reject";
  return [made("button", `${verb} all ${grouped(count + 1)} like this`, { type: "button", "data-act": "like" })];
}

function alikeTo(finding) {
  if (finding.own) return likeRemark(finding).map((at) => ({ at }));
  const same = (other) => other.rule === finding.rule && other.words === finding.words;
  return findings.filter((other) => other !== finding && !other.hidden && isUndecided(other) && same(other));
}

function decideLike(finding) {
  const { verdict, correction, reason } = finding.decided;
  // The others may be wrapped elsewhere.
  const fitting = ({ passage }) => (passage === finding.passage ? correction : correction.replace(/\s+/g, " "));
  const decided = (other) => ({ verdict, ...(correction !== undefined && { correction: fitting(other) }), ...(reason && { reason }) });
  const others = finding.own ? likeRemark(finding).map((at) => newRemark(at)) : alikeTo(finding);
  resolve(new Map(others.map((other) => [other, decided(other)])), VERDICTS[verdict], { onward: false });
}

function bulkButtons(finding) {
  if (finding.own) return [];

  return Object.entries(BULK).flatMap(([name, [verdict, label, fits]]) => {
    const count = waiting(verdict, (other) => fits(finding, other)).length;
    const what = name.endsWith("rule") ? `of ${finding.rule}` : "alike: same text and proposal";
    return count > 1 ? [made("button", `${label} ${grouped(count)} ${what}`, { type: "button", "data-bulk": name })] : [];
  });
}

function waiting(verdict, fits) {
  return findings.filter(
    (finding) =>
      !finding.hidden && isUndecided(finding) && (verdict !== "accepted" || finding.corrections.length) && fits(finding),
  );
}

function decideAlike(finding, name) {
  const [verdict, , fits] = BULK[name];
  decideMany(verdict, (other) => fits(finding, other));
}

function decideMany(verdict, fits) {
  const decided = (finding) => (verdict === "accepted" ? { verdict, correction: finding.corrections[0] } : { verdict });
  resolve(new Map(waiting(verdict, fits).map((finding) => [finding, decided(finding)])), VERDICTS[verdict]);
}
