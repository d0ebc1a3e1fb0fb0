"""Routes, one module a noun; each calls the store or the pipeline and nothing else."""
