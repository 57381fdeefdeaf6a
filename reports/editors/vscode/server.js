// How the server is started and what it is told: all of the extension that does not need VS Code.
"use strict";

/** The command from the settings, as the client starts it. Throws where it is no list of words. */
function serverOptions(command) {
  if (!Array.isArray(command) || !command.length || !command.every((part) => typeof part === "string" && part)) {
    throw new Error('the setting qa.command is a list of words, such as ["qa", "lsp"]');
  }
  const [executable, ...args] = command;
  return { command: executable, args };
}

/** Which documents the client sends: files, and what was never saved. */
function documentSelector(languages) {
  return languages.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language })));
}

/** What the client is made with; `settings` lie over the configuration of each folder. */
function clientOptions(languages, settings) {
  return { documentSelector: documentSelector(languages), initializationOptions: settings, diagnosticCollectionName: "qa" };
}

module.exports = { clientOptions, documentSelector, serverOptions };
