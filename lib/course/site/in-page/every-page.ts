// What every page runs.
import './scrollable';
import './search-field';
