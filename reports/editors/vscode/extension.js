// VS Code's side of `qa lsp`: it starts the server, restarts it when its settings change, and offers two commands.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { clientOptions, serverOptions } = require("./server");

let client;

async function start() {
  const configuration = vscode.workspace.getConfiguration("qa");
  try {
    const options = clientOptions(configuration.get("languages"), configuration.get("settings"));
    client = new LanguageClient("qa", "transcript-qa", serverOptions(configuration.get("command")), options);
    await client.start();
  } catch (error) {
    client = undefined;
    const how = "Install it with: pip install 'transcript-qa[lsp]', and name it in the setting qa.command.";
    vscode.window.showErrorMessage(`transcript-qa could not be started: ${error.message}. ${how}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

function fixAll() {
  return vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.qa", apply: "first" });
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("qa.restart", restart),
    vscode.commands.registerCommand("qa.fixAll", fixAll),
    vscode.workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration("qa") ? restart() : undefined)),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
