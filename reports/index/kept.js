// Progress as the reports, which lie beside the page, keep it in this browser.

function readProgress() {
  for (const row of rows.filter((each) => each.isRead)) {
    const kept = row.findings ? recall(`progress-${row.digest}`) : null;
    row.decided = kept === null ? undefined : Math.min(Number.parseInt(kept, 10) || 0, row.findings);
  }
  showProgress();
}
