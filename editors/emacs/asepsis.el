;;; asepsis.el --- findings of asepsis in a compilation buffer  -*- lexical-binding: t; -*-

;; Load this file, then `M-x asepsis' scans the folder that the buffer's project lies in; `next-error' walks through the findings.

;;; Code:

(require 'compile)

(add-to-list 'compilation-error-regexp-alist-alist
             '(asepsis
               "^\\(.+\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(note\\)\\): .+ \\[[a-z0-9-]+\\]$"
               1 2 3 (4 . 5)))

(add-to-list 'compilation-error-regexp-alist 'asepsis)

(defun asepsis ()
  "Scan the repository around this buffer, or its folder."
  (interactive)
  (let ((default-directory (or (locate-dominating-file default-directory ".git") default-directory))
        (compilation-error-regexp-alist '(asepsis)))
    (compile "asepsis scan --format compact --no-progress")))

(provide 'asepsis)
;;; asepsis.el ends here
