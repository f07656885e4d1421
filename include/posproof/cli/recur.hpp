#pragma once

namespace CLI {
class App;
}

namespace posproof {

/// Adds `recur --dim D --base B --ratio R [--json]`: a position n with certified f_n >= R d/2. First line `n = <digits>`.
/// `exit_code` becomes 0 when a witness was printed, 2 on bad arguments, 4 when the search budget ran out.
void add_recur_command(CLI::App& app, int& exit_code);

}  // namespace posproof
