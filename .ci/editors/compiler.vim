" Runs :make with the compiler file and writes what the quickfix list holds: path:line:column:type.
set nomore
execute 'set runtimepath^=' . fnameescape($EDITOR_FILES . '/vim')
compiler asepsis
let &makeprg .= ' --all'
silent! make!
let s:valid = filter(getqflist(), 'v:val.valid')
call writefile(map(s:valid, 'bufname(v:val.bufnr) . ":" . v:val.lnum . ":" . v:val.col . ":" . v:val.type'), $FOUND_FILE)
qall!
