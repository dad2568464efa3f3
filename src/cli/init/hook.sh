#!/bin/sh
# Reads what is staged and counts the lines that it adds.
exec asepsis scan --staged
