-- transcript-qa for Neovim 0.11 and later: put this into ~/.config/nvim/lsp/qa.lua, and vim.lsp.enable("qa") into init.lua.
-- For 0.10: vim.lsp.start() with the same table, in an autocommand on FileType.
return {
  cmd = { "qa", "lsp" },
  filetypes = { "text", "markdown", "xml", "html" },
  root_markers = { "qa.toml", "pyproject.toml", "setup.cfg", ".git" },
  init_options = {}, -- keys of a configuration that lie over the folder's own, such as { profile = "strict" }
}
-- Corrections: gra over a mark. All that is sure at once:
--   vim.lsp.buf.code_action({ context = { only = { "source.fixAll.qa" }, diagnostics = {} }, apply = true })
