// Many findings decided at once: all of a rule, all alike, all that is shown.

const BULK = {
  "accept-rule": ["accepted", "Accept all", (one, other) => one.rule === other.rule],
  "reject-rule": ["rejected", "Reject all", (one, other) => one.rule === other.rule],
  "accept-alike": ["accepted", "Accept all", (one, other) => one.alike === other.alike],
  "reject-alike": ["rejected", "Reject all", (one, other) => one.alike === other.alike],
};

function bulkButtons(finding) {
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
