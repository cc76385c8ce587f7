"""Changes of the contracts between two states of the project, and the versions that they ask for."""
