"""The workbook, written by xlsxwriter."""
