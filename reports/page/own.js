// One's own wording, written in the entry of the selected finding.

function openOwn() {
  if (!selected) return;
  const field = own.querySelector("textarea");
  own.hidden = false;
  field.value = changesText(selected.decided) ? selected.decided.correction : (selected.corrections[0] ?? selected.passage);
  field.focus();
  field.select();
  reveal(selected, false);
}

function closeOwn() {
  own.hidden = true;
  byId(`f-${selected.id}`).focus({ preventScroll: true });
}

// Enter saves, as a wording is rarely longer than a line; with Shift it begins a new one.
function keyInOwn(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    own.requestSubmit();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    closeOwn();
  }
}

function saveOwn(event) {
  event.preventDefault();
  const finding = selected;
  // A text field knows line feeds only.
  const wording = own.querySelector("textarea").value.replaceAll("\n", source.text.includes("\r\n") ? "\r\n" : "\n");
  closeOwn();
  const decided = ownDecision(finding, wording);
  resolve(new Map([[finding, decided]]), decided ? VERDICTS[decided.verdict] : "Taken back");
}

// What was proposed is accepted, and what stands there already is the passage left alone.
function ownDecision(finding, correction) {
  if (correction === finding.passage) return finding.own ? null : { verdict: "rejected" };
  return { verdict: finding.corrections.includes(correction) ? "accepted" : "edited", correction };
}
