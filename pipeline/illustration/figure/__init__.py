"""People: their bodies, clothes, faces, poses, and how they stand together. Knows no scenery and no frame."""
