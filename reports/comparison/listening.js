// Of two transcripts: the times of rows and changes, which play the passage.

rows.forEach((row, index) => {
  if (spoken.rows[index]) row.inline.dataset.time = spoken.rows[index];
});
startRecording();
KEYS.l = listen;
for (const change of changes) addTime(change);

function listen() {
  const [from, to] = spoken.changes[(selected?.number ?? 1) - 1] ?? [0, null];
  playOrPause((from ?? 0) / 1000, to === null ? null : to / 1000);
}

function addTime(change) {
  const [from, to] = spoken.changes[change.number - 1];
  if (from === null) return;
  change.card.append(listenButton(from / 1000, to === null ? null : to / 1000));
}
