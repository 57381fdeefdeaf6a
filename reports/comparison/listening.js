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
  const button = document.createElement("button");
  button.type = "button";
  button.className = "listen";
  button.textContent = `▶ ${clock(from, ".").slice(0, 8)}`;
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    play(from / 1000, to === null ? null : to / 1000);
  });
  change.card.append(button);
}
