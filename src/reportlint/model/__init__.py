"""The nouns: frozen data that the stages hand to one another. Imports nothing of ours."""
