#pragma once

namespace CLI {
class App;
}

// One function per subcommand; each lives in verify/cli/<name>.cpp, adds itself to `app` and stores its exit code
// when it ran (design: 0, 1, 2, 3, 4, 5).

namespace posproof {

void add_run_command(CLI::App& app, int& exit_code);
void add_check_command(CLI::App& app, int& exit_code);
void add_eval_command(CLI::App& app, int& exit_code);
void add_range_command(CLI::App& app, int& exit_code);
void add_list_command(CLI::App& app, int& exit_code);
void add_show_command(CLI::App& app, int& exit_code);
void add_explain_command(CLI::App& app, int& exit_code);
void add_recheck_command(CLI::App& app, int& exit_code);
void add_certify_command(CLI::App& app, int& exit_code);
void add_doctor_command(CLI::App& app, int& exit_code);
void add_report_command(CLI::App& app, int& exit_code);
void add_diff_command(CLI::App& app, int& exit_code);
void add_plot_command(CLI::App& app, int& exit_code);
void add_export_coq_command(CLI::App& app, int& exit_code);

}  // namespace posproof
