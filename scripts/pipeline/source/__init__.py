"""Reading the contract: files, references between them, the grammar of OpenAPI, and where each part comes from."""
