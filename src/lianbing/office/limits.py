"""How large a file may be: what is far beyond any form, and still opened in seconds and bounded memory."""

LARGEST_FILE = 20 * 2**20
"""The most bytes of a workbook, document or list; the forms of a unit take some 50,000."""

LARGEST_SCAN = 50 * 2**20
"""The most bytes of a PDF: scans are pictures."""

LARGEST_UNPACKED = 64 * 2**20
"""The most bytes that all parts of a file unpack to; a small file can unpack to gigabytes."""

HIGHEST_RATIO = 200
"""How many times its packed size a part may unpack to; texts reach some 20, and repeated cells some 100."""

RATIO_COUNTS_FROM = 2**20
"""Parts that unpack to fewer bytes are small, whatever their ratio."""

MOST_PARTS = 2_000
"""The most parts of a file."""

MOST_SHEETS = 200
"""The most sheets of a workbook."""

MOST_ROWS = 20_000
"""The most rows of a sheet that hold something."""

MOST_COLUMNS = 200
"""The most columns of a sheet that hold something."""

MOST_DIGITS = 20
"""The most digits of a number, before and after the point each."""
