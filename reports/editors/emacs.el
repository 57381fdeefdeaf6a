;;; transcript-qa for Emacs 29 and later, whose own eglot speaks to the server: put this into init.el. -*- lexical-binding: t -*-
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((text-mode markdown-mode nxml-mode mhtml-mode html-mode) . ("qa" "lsp"))))
(dolist (hook '(text-mode-hook markdown-mode-hook nxml-mode-hook mhtml-mode-hook))
  (add-hook hook #'eglot-ensure))
;; Corrections: M-x eglot-code-actions over a mark. All that is sure at once: M-x qa-fix-all.
(defun qa-fix-all ()
  "Correct what is sure in this buffer."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.qa" t))
