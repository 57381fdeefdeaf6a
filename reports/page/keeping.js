// Decisions kept in the browser while one works, of a page that was opened from the disk.

const KEPT = `decisions-${source.digest}`;
let isKept = true;

function keep() {
  // For the page over a batch, which lies beside this one.
  remember(`progress-${source.digest.slice(0, 16)}`, decidedCount() ? String(decidedCount()) : null);
  isKept = remember(KEPT, hasDecisions() || strangers.size ? decisionsFile() : null);
  showKept();
}

function showKept() {
  byId("kept").textContent = isKept
    ? "Your decisions are kept in this browser while you work; they leave it only in the file you save."
    : "This browser keeps nothing for this page: save the decisions before you close it.";
}

// What was decided here before, or on another report about the same text.
function takeUp() {
  const kept = recall(KEPT);
  if (!kept) return;
  try {
    const { decisions, unplaced } = placed(JSON.parse(kept));
    settle(decisions);
    keepStrangers(unplaced);
    byId("who").value ||= JSON.parse(kept).who ?? "";
  } catch (error) {
    byId("filed").textContent = `What was kept in this browser cannot be read: ${error.message}`;
  }
}

function wouldLose() {
  return !isKept && hasDecisions();
}
