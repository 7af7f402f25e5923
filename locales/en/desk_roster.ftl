## The desk: importing a roster

desk-roster = Roster
desk-roster-hint = Import the institutions that you ask, or update the list.
desk-roster-what = The roster says which institutions you ask. Each gets a link of its own. An import adds and changes institutions; it deletes none.
desk-roster-template = Download the template (XLSX)
desk-roster-file = Your list
desk-roster-file-hint = XLSX, XLS, ODS or CSV, at most 5,000 institutions and 10 MB. The file is read and not stored. Remove phone and identity numbers first.
desk-roster-check = Check the list
desk-roster-other-file = Choose another file
desk-roster-head-name = Institution
desk-roster-head-district = District
desk-roster-head-contact = Contact
desk-roster-head-note = Notes
desk-roster-no-file = Nothing was checked: choose a file first.
desk-roster-old = Nothing was imported: this page is over an hour old, or not yours. Please upload the file again.
desk-roster-closed = Nothing was imported: the campaign is closed.
desk-roster-changed = Nothing was imported yet, because these differences are not those that you saw. Please look at them and import again.
desk-roster-all-left-out = Nothing was imported: keep at least one row of each name.
desk-roster-too-many-same = Over 300 rows share their names with others. Please tidy up the list and upload it again.
desk-roster-columns = Which column holds what?
desk-roster-columns-what = The heads in row { $row } are not those of the template. Choose the columns; only the institution is required, and no column counts twice. That row is not imported: if it is an institution already, add a row of heads above it and upload the list again.
desk-roster-no-column = no such column
desk-roster-preview = Check the import
desk-roster-read = { $rows ->
    [one] 1 institution was read.
   *[other] { $rows } institutions were read.
}
desk-roster-sheet = From the sheet “{ $sheet }”.
desk-roster-other-sheets = These sheets were not read:
desk-roster-ignored = These columns are not imported:
desk-roster-cleaned = Invisible characters were removed from these cells:
desk-roster-problems = { $count ->
    [one] 1 problem
   *[other] { $count } problems
}
desk-roster-problems-what = Nothing is imported before all are solved. Correct the list and upload it again.
desk-roster-more = … and { $count } more
desk-roster-problem-no_rows = There is no institution below the heads.
desk-roster-problem-too_many_rows = There are { $value } institutions; an import takes 5,000 at most. Please split the list.
desk-roster-problem-name_missing = The name of the institution is missing.
desk-roster-problem-name_without_words = “{ $value }” has no letters or digits.
desk-roster-problem-name_merged = “{ $value }” is a merged cell, so a name may be missing. Unmerge it.
desk-roster-problem-too_long = The text is longer than 200 characters.
desk-roster-problem-error_value = The formula gives an error: { $value }
desk-roster-problem-without_result = The formula has no stored result. Save the list once in a spreadsheet program, or replace the formula by its value.
desk-roster-problem-phone_numbers = This column holds phone numbers, for example in { $value }. Remove them: a roster needs none.
desk-roster-problem-identity_numbers = This column holds identity numbers, for example in { $value }. Remove them: a roster needs none.
desk-roster-fault-empty = The file is empty.
desk-roster-fault-too_large = The file is larger than 10 MB. Leave out what is not the list, such as pictures.
desk-roster-fault-not_a_table = This is not a spreadsheet. Please choose an XLSX, XLS, ODS or CSV file.
desk-roster-fault-encrypted = The file is protected by a password. Please save it without one.
desk-roster-fault-damaged = The file is damaged. Please open it in a spreadsheet program and save it again.
desk-roster-fault-too_heavy = The file needs too much room when it is opened. Copy the list alone into a new file.
desk-roster-fault-too_wide = The sheet has over 64 columns. Copy those that the roster needs into a new file.
desk-roster-fault-unknown_letters = The letters of this text file cannot be read. Please save it as UTF-8 or as XLSX.
desk-roster-fault-merged_unseen = The sheet has merged cells that cannot be read in this format. Unmerge them, or save the list as XLSX.
desk-roster-same = Names that occur several times
desk-roster-same-what = These names differ in writing only. Tick the rows to leave out; those not ticked are imported.
desk-roster-leave-out = Leave out row { $row }:
desk-roster-differences = What the import changes
desk-roster-added = { $count } new
desk-roster-changed-rows = { $count } changed
desk-roster-unchanged = { $count } as they were
desk-roster-missing = { $count } not in this list; they stay
desk-roster-show = Show the list
desk-roster-take = Import
