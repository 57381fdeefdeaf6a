"""Rule files to rules, with file and line of any mistake."""
