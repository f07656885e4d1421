#include <CLI/CLI.hpp>
#include <iostream>

#include "posproof/arith/self_test.hpp"
#include "posproof/certify/certificate.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/cli/commands.hpp"
#include "posproof/cli/fit.hpp"
#include "posproof/cli/float32.hpp"
#include "posproof/cli/recur.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/report/results_json.hpp"
#include "version.hpp"

namespace {

constexpr int usage_error = 2;
constexpr int contract_error = 5;

/// Refuses to go on when a kernel does not enclose known values on this machine.
bool kernels_work() {
  const auto failures = posproof::self_test();
  for (const auto& f : failures) std::cerr << "posproof: start-up self-test failed: " << f << '\n';
  return failures.empty();
}

int run(int argc, char** argv) {
  CLI::App app{"posproof decides mathematical claims about position encodings, and proves its answers.", "posproof"};
  app.set_version_flag("--version", "posproof " + posproof::build_version());
  app.require_subcommand(1);
  int exit_code = 0;
  posproof::add_run_command(app, exit_code);
  posproof::add_check_command(app, exit_code);
  posproof::add_eval_command(app, exit_code);
  posproof::add_range_command(app, exit_code);
  posproof::add_list_command(app, exit_code);
  posproof::add_show_command(app, exit_code);
  posproof::add_explain_command(app, exit_code);
  posproof::add_recheck_command(app, exit_code);
  posproof::add_certify_command(app, exit_code);
  posproof::add_report_command(app, exit_code);
  posproof::add_diff_command(app, exit_code);
  posproof::add_plot_command(app, exit_code);
  posproof::add_recur_command(app, exit_code);
  posproof::add_export_coq_command(app, exit_code);
  posproof::add_fit_command(app, exit_code);
  posproof::add_float32_command(app, exit_code);
  posproof::add_doctor_command(app, exit_code);
  app.footer(
      "Exit codes: 0 as expected, 1 refuted or contradicted, 2 usage or unreadable input, 3 nothing matched,\n"
      "4 undecided, 5 an internal contract broke.\n\n"
      "Start with:  posproof check 'exists n in 1..5000: f(n; 128, 10000) < 0'");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : usage_error;
  }
  return exit_code;
}

/// A full disk or a closed pipe must not look like success.
int after_output(int exit_code) {
  if (std::cout.flush()) return exit_code;
  std::cerr << "posproof: standard output cannot be written\n";
  return usage_error;
}

}  // namespace

int main(int argc, char** argv) {
  if (!kernels_work()) return contract_error;
  try {
    return after_output(run(argc, argv));
  } catch (const posproof::ClaimError& e) {
    std::cerr << e.render() << '\n';
    return usage_error;
  } catch (const posproof::ResultsError& e) {
    std::cerr << "posproof: " << e.what() << '\n';
    return usage_error;
  } catch (const posproof::CertificateError& e) {
    std::cerr << "posproof: " << e.what() << '\n';
    return usage_error;
  } catch (const posproof::InternalDisagreement& e) {
    std::cerr << "posproof: internal error: " << e.what() << '\n';
    return contract_error;
  } catch (const std::exception& e) {
    std::cerr << "posproof: " << e.what() << '\n';
    return usage_error;
  }
}
