" Vim and Neovim: `:compiler asepsis`, then `:make`; findings are in the quickfix list.
if exists('current_compiler')
  finish
endif
let current_compiler = 'asepsis'

CompilerSet makeprg=asepsis\ scan\ --format\ compact\ --no-progress
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m,%-G%.%#
