"""Evidence as an Excel workbook: written to be filled in, and read back without loss (docs/adr/0015)."""
