-- Neovim as a client of `asepsis lsp`: a diagnostic, its explanation, and the comment that accepts it.
local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end
local client = vim.lsp.start_client({ cmd = { "asepsis", "lsp" }, root_dir = vim.fn.getcwd() })
vim.cmd("edit digest.py")
vim.lsp.buf_attach_client(0, client)
local function count(wanted)
  return vim.wait(20000, function() return #vim.diagnostic.get(0) == wanted end, 50)
end
if not count(1) then fail("no diagnostic") end
local found = vim.diagnostic.get(0)[1]
local place = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = found.lnum, character = found.col } }
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", place, 20000)[client].result
if not hover or not hover.contents.value:find("How to fix it", 1, true) then fail("no explanation") end
local range = { start = place.position, ["end"] = place.position }
local asked = { textDocument = place.textDocument, range = range, context = { diagnostics = {} } }
local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", asked, 20000)[client].result
if not actions or #actions ~= 2 then fail("no actions") end
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
if not count(0) then fail("the comment did not accept it") end
if not vim.fn.getline(found.lnum + 1):find("asepsis: ignore[", 1, true) then fail("no comment") end
vim.cmd("undo")
if not count(1) then fail("no diagnostic after undo") end
print("Neovim shows, explains and accepts")
vim.lsp.stop_client(client)
vim.wait(2000, function() return not vim.lsp.get_client_by_id(client) end, 50)
vim.cmd("qall!")
