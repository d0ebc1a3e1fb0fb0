"""The command line, over the pipeline and the store."""
