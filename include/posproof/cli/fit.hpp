#pragma once

namespace CLI {
class App;
}

namespace posproof {

/// Adds `fit --dim D --base B --window L [--points FILE | --seed N] [--extend M] [--threshold X] [--ridge X] [--json]`:
/// the exact least-squares score and certified extrema of |a| inside and outside its window.
/// `exit_code` becomes 0 when the fit was printed, 2 on bad arguments, a bad file, or a problem without a unique answer.
void add_fit_command(CLI::App& app, int& exit_code);

}  // namespace posproof
