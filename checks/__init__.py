"""The built-in checks, one file each; found by their place (family/defect)."""
