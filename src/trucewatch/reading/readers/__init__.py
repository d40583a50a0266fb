"""One small module a format; `registry` holds them all."""
