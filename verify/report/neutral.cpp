#include "posproof/report/neutral.hpp"

namespace posproof {

Results neutral(Results r) {
  r.run.started.clear();
  r.run.host.clear();
  r.run.seconds = 0;
  r.run.jobs = 0;
  for (ClaimRecord& c : r.claims) {
    c.seconds = 0;
    if (c.certificate) c.certificate->seconds = 0;
  }
  return r;
}

}  // namespace posproof
