"""Pages for anybody: no account, no script, nothing kept about the reader."""
