// Light or dark, before anything is painted. "auto" follows the system.
const THEMES = ["auto", "light", "dark"];

const theme = {
  get value() {
    return document.documentElement.dataset.theme ?? "auto";
  },
  set value(name) {
    document.documentElement.dataset.theme = THEMES.includes(name) ? name : "auto";
  },
  next() {
    this.value = THEMES[(THEMES.indexOf(this.value) + 1) % THEMES.length];
    remember("theme", this.value);
  },
};

// A browser may refuse storage to pages opened from the disk; the report works without. False where it does.
function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`qa-${key}`);
    else localStorage.setItem(`qa-${key}`, value);
    return true;
  } catch {
    return false;
  }
}

function recall(key) {
  try {
    return localStorage.getItem(`qa-${key}`);
  } catch {
    return null;
  }
}

function offerThemes(button) {
  const show = () => (button.textContent = `Theme: ${theme.value}`);
  button.addEventListener("click", () => {
    theme.next();
    show();
  });
  show();
}

// "u" for Ctrl+Z, "U" for Ctrl+Y and Ctrl+Shift+Z, as everywhere; on a Mac with the command key.
function undoKey({ ctrlKey, metaKey, altKey, shiftKey, key }) {
  if (ctrlKey === metaKey || altKey) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "U" : "u";
  return key.toLowerCase() === "y" && !shiftKey ? "U" : null;
}

theme.value = recall("theme");
