"""How good the linter is: measured against labelled documents and against planted faults."""
