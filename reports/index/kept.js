// What was decided in the reports, which lie beside the page, as they keep it in this browser.

function readProgress() {
  for (const row of rows.filter((each) => each.isRead)) {
    const kept = Number.parseInt(recall(`progress-${row.digest}`) ?? "0", 10) || 0;
    row.decided = row.findings ? Math.min(kept, row.findings) : undefined;
  }
  showProgress();
  byId("save-all").disabled = !rows.some((row) => row.decided);
}
