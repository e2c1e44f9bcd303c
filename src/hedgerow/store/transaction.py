"""One transaction: a repository per noun, all on one connection."""

from sqlalchemy import Connection

from hedgerow.store.repositories.actions import Actions
from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.repositories.api_keys import ApiKeys
from hedgerow.store.repositories.buttons import Buttons
from hedgerow.store.repositories.cohorts import Cohorts
from hedgerow.store.repositories.dashboard_templates import DashboardTemplates
from hedgerow.store.repositories.dashboard_views import DashboardViews
from hedgerow.store.repositories.dashboard_visits import DashboardVisits
from hedgerow.store.repositories.dashboards import Dashboards
from hedgerow.store.repositories.event_days import EventQueries, EventRejections
from hedgerow.store.repositories.event_definitions import EventDefinitions
from hedgerow.store.repositories.groups import Groups
from hedgerow.store.repositories.ingestion_warnings import IngestionWarningDays
from hedgerow.store.repositories.insight_variables import InsightVariables
from hedgerow.store.repositories.insights import Insights
from hedgerow.store.repositories.invites import Invites
from hedgerow.store.repositories.jobs import Jobs
from hedgerow.store.repositories.organizations import Organizations
from hedgerow.store.repositories.person_merges import PersonMerges
from hedgerow.store.repositories.persons import Persons
from hedgerow.store.repositories.projects import Projects
from hedgerow.store.repositories.property_definitions import PropertyDefinitions
from hedgerow.store.repositories.quick_filters import QuickFilters
from hedgerow.store.repositories.revision import Revision
from hedgerow.store.repositories.rollups import Rollups
from hedgerow.store.repositories.sealed_days import SealedDays
from hedgerow.store.repositories.server_secrets import ServerSecrets
from hedgerow.store.repositories.sessions import Sessions
from hedgerow.store.repositories.share_views import ShareViewLog
from hedgerow.store.repositories.sharing import Sharing
from hedgerow.store.repositories.snapshots import Snapshots
from hedgerow.store.repositories.tags import Tags
from hedgerow.store.repositories.texts import Texts
from hedgerow.store.repositories.tiles import Tiles
from hedgerow.store.repositories.users import Users


class Transaction:
    """What one unit of work reads and writes. Every answer is a frozen record, good after the transaction."""

    def __init__(self, connection: Connection) -> None:
        self.revision = Revision(connection)
        self.organizations = Organizations(connection)
        self.users = Users(connection)
        self.sessions = Sessions(connection)
        self.secrets = ServerSecrets(connection)
        self.keys = ApiKeys(connection)
        self.projects = Projects(connection)
        self.dashboards = Dashboards(connection)
        self.dashboard_views = DashboardViews(connection)
        self.dashboard_templates = DashboardTemplates(connection)
        self.tiles = Tiles(connection)
        self.insights = Insights(connection)
        self.texts = Texts(connection)
        self.snapshots = Snapshots(connection)
        self.buttons = Buttons(connection)
        self.tags = Tags(connection)
        self.sharing = Sharing(connection)
        self.insight_variables = InsightVariables(connection)
        self.quick_filters = QuickFilters(connection)
        self.event_definitions = EventDefinitions(connection)
        self.event_queries = EventQueries(connection)
        self.event_rejections = EventRejections(connection)
        self.property_definitions = PropertyDefinitions(connection)
        self.actions = Actions(connection)
        self.cohorts = Cohorts(connection)
        self.persons = Persons(connection)
        self.merges = PersonMerges(connection)
        self.groups = Groups(connection)
        self.ingestion_warnings = IngestionWarningDays(connection)
        self.activity = ActivityLog(connection)
        self.jobs = Jobs(connection)
        self.dashboard_visits = DashboardVisits(connection)
        self.invites = Invites(connection)
        self.share_views = ShareViewLog(connection)
        self.sealed_days = SealedDays(connection)
        self.rollups = Rollups(connection)
