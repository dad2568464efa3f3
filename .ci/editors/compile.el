;; Reads the output of `compact' as a compilation buffer would, and prints path:line:column:type (2 error, 1 warning, 0 note).
(load (concat (getenv "EDITOR_FILES") "/emacs/asepsis.el") nil t)
(setq compilation-error-regexp-alist '(asepsis) compilation-parse-errors-filename-function nil)
(with-temp-buffer
  (insert-file-contents (getenv "COMPACT_FILE"))
  (compilation-mode)
  (setq-local compilation-error-regexp-alist '(asepsis))
  (font-lock-ensure)
  (compilation--ensure-parse (point-max))
  (goto-char (point-min))
  (let (message)
    (while (not (eobp))
      (when (setq message (get-text-property (point) 'compilation-message))
        (let ((loc (compilation--message->loc message)))
          (princ (format "%s:%d:%d:%d\n"
                         (caar (compilation--loc->file-struct loc))
                         (compilation--loc->line loc) (compilation--loc->col loc) (compilation--message->type message)))))
      (forward-line 1))))
