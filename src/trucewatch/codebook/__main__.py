"""Write the codebook page to standard output."""

import sys

from trucewatch.codebook.document import document

sys.stdout.write(document())
