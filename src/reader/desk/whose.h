/* SPDX-License-Identifier: ISC */
/* Whose marks are those of the text on the desk: which documents it is. */
#ifndef READER_DESK_WHOSE_H
#define READER_DESK_WHOSE_H

struct desk;

/* Finds the documents by the path alone, while the text is still coming. */
void whose_by_path(struct desk *desk);

/* Finds them by fingerprint, path and sketch; asks where that can't tell. Those
 * that are known already stay: what was marked in this run is among them. */
void whose_by_text(struct desk *desk);

/* Once all marks were looked for: where none is in the text that stands at a
 * document's path, it may be another text, and the reader is asked. */
void whose_settle(struct desk *desk);

/* Does what the reader answered. */
void whose_answered(struct desk *desk);

/* Keeps how the documents are known by this text, so that they will be after
 * its next change. */
void whose_sight(struct desk *desk);

#endif
