// Beside its source a translation has a score of what was confirmed, and passages without findings can be left out.

const scored = byId("score");
const onlyFound = byId("only-found");

document.addEventListener("decided", showScore);
onlyFound?.addEventListener("change", showOnlyFound);
form?.addEventListener("reset", () => {
  onlyFound.checked = false;
  showOnlyFound();
});

function showScore() {
  const { words, least, threshold } = source.score;
  const confirmed = levelCounts();
  const told = confirmed.map(([level, count]) => `${grouped(count)} ${level}`).join(", ") || "none";
  const isScored = decidedCount() > 0 && words >= least;
  scored.textContent = isScored ? scoreOf(confirmed, words).toFixed(2) : decidedCount() ? told : "–";
  scored.title = isScored
    ? `Confirmed: ${told}. A text passes with ${threshold}.`
    : decidedCount()
      ? `No score for fewer than ${grouped(least)} words.`
      : "Nothing has been decided.";
}

// How many of each level were accepted or edited, the gravest first.
function levelCounts() {
  const { levels, penalties } = source.score;
  const confirmed = findings.filter((finding) => changesText(finding.decided)).map(({ severity }) => levels[severity]);
  const counts = Map.groupBy(confirmed, (level) => level);
  const graver = (one, other) => penalties[other] - penalties[one];
  return [...counts.keys()].toSorted(graver).map((level) => [level, counts.get(level).length]);
}

function scoreOf(confirmed, words) {
  const penalties = confirmed.reduce((sum, [level, count]) => sum + source.score.penalties[level] * count, 0);
  return Math.max(0, 100 * (1 - penalties / words));
}

function showOnlyFound() {
  byId("document").classList.toggle("only-found", onlyFound.checked);
  if (selected) reveal(selected, false);
}
